// Mercurius with graphql-jit: a schema of one's own, resolvers and batching loaders over prepared statements.
import Fastify from "fastify";
import mercurius from "mercurius";
import pg from "pg";

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
const pool = new pg.Pool({ connectionString: process.env.PEER_DATABASE_URL, max: 8, min: 8, idleTimeoutMillis: 0 });

const ENTITY = `uscc, name, kind, status, registered_on AS "registeredOn", legal_form AS "legalForm", address, authority,
  business_scope AS "businessScope", fictitious, lei, valid_from AS "validFrom", region_code, industry_path,
  industry_inferred AS "industryInferred"`;
const RECORD = `id, kind, document_number AS "documentNumber", authority, decided_on AS "decidedOn",
  published_from AS "publishedFrom", published_until AS "publishedUntil", severity, subject_name AS "subjectName",
  version, uscc, supplier_code`;
const PUBLISHED = `publicity = 'PUBLIC' AND state IN ('ACTIVE', 'DISPUTED')
  AND published_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date
  AND (published_until IS NULL OR published_until >= (now() AT TIME ZONE 'Asia/Shanghai')::date)`;

const schema = `
  scalar USCC
  scalar Code
  scalar Date
  interface Node { id: ID! }
  type Region implements Node { id: ID! code: Code! name: String! level: String! parent: Region }
  type Industry implements Node { id: ID! code: Code! name: String! level: String! parent: Industry }
  type Institution implements Node { id: ID! code: Code! name: String! kind: String! }
  type CreditRecord implements Node {
    id: ID! kind: String! documentNumber: String authority: String decidedOn: Date publishedFrom: Date
    publishedUntil: Date severity: String subjectName: String! version: Int! uscc: USCC supplier: Institution!
    entity: Entity
  }
  type CreditRecordConnection { nodes: [CreditRecord!]! }
  type Entity implements Node {
    id: ID! uscc: USCC! name: String! kind: String! status: String! registeredOn: Date legalForm: String
    address: String authority: String businessScope: String fictitious: Boolean! lei: Code validFrom: Date!
    industryInferred: Boolean! region: Region industry: Industry
    records(first: Int = 20): CreditRecordConnection!
  }
  type EntityConnection { nodes: [Entity!]! }
  input EntityFilter { region: Code }
  enum EntitySort { USCC }
  type Query {
    entity(uscc: USCC!): Entity
    entities(filter: EntityFilter, sort: EntitySort, first: Int = 20): EntityConnection!
    nodes(ids: [ID!]!): [Node]!
  }`;

async function rows(name, text, values) {
  return (await pool.query({ name, text, values })).rows;
}

const resolvers = {
  Query: {
    async entity(_, { uscc }) {
      return (await rows("entity", `SELECT ${ENTITY} FROM entity WHERE uscc = $1`, [uscc]))[0];
    },
    async entities(_, { filter, first }) {
      const text = `SELECT ${ENTITY} FROM entity WHERE region_code = $1 ORDER BY uscc LIMIT $2`;
      return { nodes: await rows("entities", text, [filter.region, first]) };
    },
    async nodes(_, { ids }) {
      const usccs = ids.map((id) => id.slice(4));
      const found = new Map();
      const text = `SELECT ${ENTITY} FROM entity WHERE uscc = ANY($1)`;
      for (const row of await rows("nodes", text, [usccs])) found.set(row.uscc, row);
      return usccs.map((uscc) => found.get(uscc) ?? null);
    },
  },
  Node: { resolveType: () => "Entity" },
  Entity: { id: (entity) => `ent_${entity.uscc}` },
  Region: { id: (region) => `reg_${region.code}` },
  Industry: { id: (industry) => `ind_${industry.code}` },
  Institution: { id: (institution) => `ins_${institution.code}` },
};

// One row for each key, by one statement for all objects of a level.
function one(name, table, columns, key, of) {
  const text = `SELECT ${columns} FROM ${table} WHERE ${key} = ANY($1)`;
  return {
    async loader(queries) {
      const keys = queries.map(({ obj }) => obj[of]);
      const found = new Map();
      const wanted = [...new Set(keys)].filter((value) => value != null);
      if (wanted.length) for (const row of await rows(name, text, [wanted])) found.set(row[key], row);
      return keys.map((value) => found.get(value) ?? null);
    },
    opts: { cache: false },
  };
}

const loaders = {
  Entity: {
    region: one("regions", "region", "code, name, level, parent_code", "code", "region_code"),
    industry: one("industries", "industry", "path, code, name, level, parent_code", "path", "industry_path"),
    records: {
      async loader(queries) {
        const text = `SELECT found.* FROM unnest($1::text[]) AS wanted CROSS JOIN LATERAL (
          SELECT ${RECORD} FROM credit_record WHERE uscc = wanted COLLATE "C" AND ${PUBLISHED}
          ORDER BY decided_on DESC, id DESC LIMIT $2) AS found`;
        const answers = queries.map(() => ({ nodes: [] }));
        const pages = new Map();
        queries.forEach(({ obj, params }, at) => {
          const page = pages.get(params.first);
          if (page) page.push(at);
          else pages.set(params.first, [at]);
        });
        for (const [first, places] of pages) {
          const of = new Map();
          for (const at of places) {
            const uscc = queries[at].obj.uscc;
            const those = of.get(uscc);
            if (those) those.push(at);
            else of.set(uscc, [at]);
          }
          for (const row of await rows("records", text, [[...of.keys()], first])) {
            for (const at of of.get(row.uscc)) answers[at].nodes.push(row);
          }
        }
        return answers;
      },
      opts: { cache: false },
    },
  },
  Region: { parent: one("parents", "region", "code, name, level, parent_code", "code", "parent_code") },
  Industry: { parent: one("above", "industry", "path, code, name, level, parent_code", "code", "parent_code") },
  CreditRecord: {
    supplier: one("suppliers", "institution", "code, name, kind", "code", "supplier_code"),
    entity: one("subjects", "entity", ENTITY, "uscc", "uscc"),
  },
};

const app = Fastify({ logger: false, bodyLimit: 1 << 20 });
app.register(mercurius, { schema, resolvers, loaders, jit: 1, path: "/graphql" });
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
