// What goes over the wire: method, path and status of every request that the library and the browser make.
export const traffic = []

const { fetch } = globalThis

globalThis.fetch = async (address, options) => {
  const response = await fetch(address, options)
  traffic.push(`${options?.method ?? 'GET'} ${new URL(address).pathname} ${response.status}`)
  return response
}
