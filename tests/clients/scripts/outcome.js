// How a script tells the Python test what came out of it: one JSON document on standard output.
import { traffic } from './traffic.js'

export function report(outcome) {
  console.log(JSON.stringify({ ...outcome, traffic }))
}

// What a call was refused with: by the library itself (code), by OAuth's error, by the API's challenge.
export async function refusal(call) {
  try {
    await call()
  } catch (error) {
    const challenge = Array.isArray(error.cause) ? error.cause[0] : undefined
    return {
      code: error.code,
      status: error.status,
      scheme: challenge?.scheme,
      error: error.error ?? challenge?.parameters.error,
    }
  }
  throw new Error('It was not refused.')
}
