// Pushes documents from a PouchDB in memory to a server and prints how many seconds that took: node pouchdb_push.js URL DOCUMENTS BYTES
// Run it where the packages of pouchdb-server can be required.
const { createRequire } = require("module");

const load = createRequire(process.cwd() + "/");
const PouchDB = load("pouchdb-core")
  .plugin(load("pouchdb-adapter-memory"))
  .plugin(load("pouchdb-adapter-http"))
  .plugin(load("pouchdb-replication"));

async function main(url, count, size) {
  const local = new PouchDB("local", { adapter: "memory" });
  const body = "x".repeat(size);
  const documents = Array.from({ length: count }, (_, n) => ({ _id: `d-${String(n).padStart(8, "0")}`, body }));
  await local.bulkDocs(documents);
  const began = process.hrtime.bigint();
  const done = await local.replicate.to(url);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  console.log(JSON.stringify({ seconds, written: done.docs_written }));
}

const [url, count, size] = process.argv.slice(2);
main(url, Number(count), Number(size)).then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  }
);
