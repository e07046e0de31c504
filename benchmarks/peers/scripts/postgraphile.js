// PostGraphile 5 with its Amber preset over the schema `peer`, served by Grafserv on Node's own HTTP server.
import { createServer } from "node:http";
import { grafserv } from "grafserv/node";
import { postgraphile } from "postgraphile";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makePgService } from "postgraphile/adaptors/pg";

const preset = {
  extends: [PostGraphileAmberPreset],
  // Without global object identifiers: they take the name `id` from the columns.
  disablePlugins: ["NodePlugin", "NodeAccessorPlugin", "AddNodeInterfaceToSuitableTypesPlugin", "PgMutationCreatePlugin", "PgMutationUpdateDeletePlugin"],
  pgServices: [makePgService({ connectionString: process.env.PEER_DATABASE_URL, schemas: ["peer"], poolConfig: { max: 8, min: 8 } })],
  grafserv: { graphiql: false, watch: false, websockets: false },
  grafast: { explain: false },
};
const server = createServer();
const serv = postgraphile(preset).createServ(grafserv);
await serv.addTo(server);
server.listen(Number(process.env.PORT), "127.0.0.1");
