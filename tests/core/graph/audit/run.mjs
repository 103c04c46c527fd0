// Runs every audit of graphql-http against the address given, SHOULD and MAY as well as MUST; any that is not ok fails.
import { serverAudits } from "graphql-http";

const LEAST = 61; // What version 1.23.1 has: a package that suddenly audits less would otherwise pass.

const audits = serverAudits({ url: process.argv[2], fetchFn: fetch });
const failed = [];
for (const { name, fn } of audits) {
  const result = await fn();
  if (result.status !== "ok") failed.push(`${result.status}: ${name}: ${result.reason}`);
}
for (const line of failed) console.error(line);
console.log(`${audits.length - failed.length} of ${audits.length} audits passed.`);
if (audits.length < LEAST) console.error(`At least ${LEAST} were expected.`);
process.exit(failed.length || audits.length < LEAST ? 1 : 0);
