// A user who refuses.
import { decide } from '../browser.js'
import { given } from '../given.js'
import { library } from '../library.js'
import { refusal, report } from '../outcome.js'

const { address, redeem } = await library.begin(given.request)
const back = await decide(address, 'refuse')

report({ refused: await refusal(() => redeem(back)), iss: back.searchParams.get('iss') })
