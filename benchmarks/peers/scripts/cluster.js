// Several workers on one port: node cluster.js SERVER WORKERS
import cluster from "node:cluster";

const [server, workers] = process.argv.slice(2);
if (cluster.isPrimary) {
  for (let n = 0; n < Number(workers); n++) cluster.fork();
  process.on("SIGTERM", () => process.exit());
} else {
  await import(`./${server}.js`);
}
