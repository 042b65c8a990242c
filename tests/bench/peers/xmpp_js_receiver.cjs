'use strict';

// xmpp_js_receiver.cjs FOLDER PORT COUNT [CA-FILE]: receives COUNT groupchat messages with @xmpp/client, which is installed in FOLDER, and prints how
// long that took. With a CA file, which NODE_EXTRA_CA_CERTS must name, too: over TLS.

const { createRequire } = require('node:module');
const { pathToFileURL } = require('node:url');

const [folder, port, count, caFile] = process.argv.slice(2);
const wanted = Number(count);

async function main() {
  const { client, xml } = await import(pathToFileURL(createRequire(`${folder}/`).resolve('@xmpp/client')));
  // Chosen by the program: without TLS the library does not by itself.
  const credentials = (authenticate) => authenticate({ username: 'ann', password: 'secret' }, 'PLAIN');
  const xmpp = client({ service: `${caFile === undefined ? 'xmpp' : 'xmpps'}://127.0.0.1:${port}`, domain: 'localhost', resource: 'bench', credentials });
  xmpp.reconnect.stop();
  let received = 0;
  let bytes = 0;
  let first = 0n;
  xmpp.on('error', (error) => {
    throw error;
  });
  xmpp.on('stanza', (stanza) => {
    if (!stanza.is('message')) return;
    bytes += stanza.getChildText('body').length + stanza.attrs.from.length;
    if (received === 0) first = process.hrtime.bigint();
    received += 1;
    if (received !== wanted) return;
    const seconds = Number(process.hrtime.bigint() - first) / 1e9;
    console.log(JSON.stringify({ received, bytes, seconds }));
    process.exit(0);
  });
  xmpp.on('online', () => xmpp.send(xml('presence')));
  await xmpp.start();
}

main();
