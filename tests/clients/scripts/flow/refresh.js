// One refresh token, used again and again.
import { granted, library, viewer } from '../library.js'
import { refusal, report } from '../outcome.js'

const first = await granted()
const second = await library.refresh(first.refresh_token)
const third = await library.refresh(first.refresh_token, { scope: 'creditfile:read' })
const tokens = [first, second, third].map(({ access_token: text }) => text)

report({
  different: new Set(tokens).size,
  rotated: [second, third].some((token) => token.refresh_token && token.refresh_token !== first.refresh_token),
  scopes: [first, second, third].map(({ scope }) => scope),
  consents: [first, second, third].map((token) => token.authorization_details[0].consent_id),
  viewers: await Promise.all(tokens.map((text) => viewer(text))),
  moreThanGranted: await refusal(() => library.refresh(first.refresh_token, { scope: 'consents:read' })),
})
