// What graphql-http's audits make of the API: the result of each of them.
import { serverAudits } from 'graphql-http'
import { given } from '../given.js'
import { report } from '../outcome.js'

const audits = serverAudits({ url: given.api })
const audited = await Promise.all(audits.map((audit) => audit.fn()))
report({ audits: audited.map(({ id, name, status, reason }) => ({ id, name, status, reason })) })
