// What goes over the wire: method, path and status of every request that the library and the browser make.
export const traffic = []

const { fetch } = globalThis

// A connection for each request, so that any of the workers may get it.
globalThis.fetch = async (address, options) => {
  const headers = new Headers(options?.headers)
  headers.set('connection', 'close')
  const response = await fetch(address, { ...options, headers })
  traffic.push(`${options?.method ?? 'GET'} ${new URL(address).pathname} ${response.status}`)
  return response
}
