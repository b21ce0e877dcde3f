// Runs scripts one after another, each in a thread of its own with its own globals and environment: to start Node takes far
// longer than most of what tests ask of it. A line of input is {"script", "input", "arguments", "environment"}, a line of
// output {"out", "error"}; an error is empty where a script ended as it should. A script reads its input as a whole, as file 0.
'use strict';
const {Worker} = require('worker_threads');
const readline = require('readline');

const INSIDE = `
const {workerData: job} = require('worker_threads');
const fs = require('fs');
const read = fs.readFileSync;
fs.readFileSync = (file, ...more) => (file === 0 ? job.input : read(file, ...more));
require('module').syncBuiltinESMExports();
process.argv.splice(1, 1, job.script);
import(require('url').pathToFileURL(job.script)).catch((error) => { setImmediate(() => { throw error; }); });
`;

function run(job) {
  return new Promise((resolve) => {
    const {arguments: argv, environment: env} = job;
    const worker = new Worker(INSIDE, {eval: true, workerData: job, argv, env, stdout: true, stderr: true});
    const said = {out: '', error: ''};
    let left = 3;
    const done = () => { left -= 1; if (!left) resolve(said); };
    worker.stdout.setEncoding('utf8').on('data', (text) => { said.out += text; }).on('end', done);
    worker.stderr.setEncoding('utf8').on('data', (text) => { said.told = (said.told || '') + text; }).on('end', done);
    worker.on('error', (error) => { said.error += String((error && error.stack) || error); });
    worker.on('exit', (code) => { if (code && !said.error) said.error = said.told || `ended with ${code}`; done(); });
  });
}

async function main() {
  for await (const line of readline.createInterface({input: process.stdin, crlfDelay: Infinity})) {
    process.stdout.write(JSON.stringify(await run(JSON.parse(line))) + '\n');
  }
}

main();
