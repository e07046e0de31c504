// The user with a browser, as small as it can be: cookies, redirects, and forms as the pages have them.
import { given } from './given.js'

class Browser {
  #cookies = new Map()

  // Open an address and follow where it leads: to a page, or out of the exchange to the client.
  async open(address, options) {
    let url = new URL(address)
    let response = await this.#request(url, options)
    while (response.status === 303) {
      const next = new URL(response.headers.get('location'), url)
      if (next.origin !== url.origin) return next
      url = next
      response = await this.#request(url)
    }
    const text = await response.text()
    if (!response.ok) throw new Error(`${url.pathname} answers ${response.status}: ${text}`)
    return { url, text }
  }

  // Fill in the page's form and send it.
  send(page, values) {
    const action = attribute(page.text, /<form method="post" action="([^"]*)"/)
    const body = new URLSearchParams({ ...hidden(page.text), ...values })
    return this.open(new URL(action, page.url), { method: 'POST', body })
  }

  async #request(url, options) {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ')
    const response = await fetch(url, { ...options, headers: { cookie }, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';', 1)[0].split('=')
      this.#cookies.set(name, value)
    }
    return response
  }
}

// Sign in and decide: return the address, of the client, that the user is sent on to.
export async function decide(address, decision) {
  const browser = new Browser()
  const signIn = await browser.open(address)
  const consent = await browser.send(signIn, { login: given.login, password: given.password })
  return browser.send(consent, { decision })
}

function hidden(text) {
  const fields = text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)
  return Object.fromEntries(Array.from(fields, ([, name, value]) => [name, unescaped(value)]))
}

function attribute(text, pattern) {
  return unescaped(pattern.exec(text)[1])
}

function unescaped(text) {
  return text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
}
