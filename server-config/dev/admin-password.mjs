// Gives the administrator of a Payara domain a password: node admin-password.mjs <folder of the domain> <password file>
// The distribution's has none, so that every process of the machine could administer the server. The password is NETIA_ADMIN_PASSWORD,
// else a random one; the password file is what asadmin takes as --passwordfile.

import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [domain, passwordFile] = process.argv.slice(2);
const password = process.env.NETIA_ADMIN_PASSWORD || randomBytes(24).toString('base64url');

/** What the server's file realm compares a password with: a salted SHA-256, applied a hundred times. */
function salted(text) {
  const salt = randomBytes(8);
  let digest = createHash('sha256').update(text).update(salt).digest();
  for (let round = 2; round <= 100; round++) digest = createHash('sha256').update(digest).digest();
  return `{SSHA256}${Buffer.concat([digest, salt]).toString('base64')}`;
}

const keyFile = join(domain, 'config', 'admin-keyfile');
const entry = /^admin;[^;]*;/m;
const before = readFileSync(keyFile, 'utf8');
if (!entry.test(before)) {
  console.error(`${keyFile} has no line for the user admin.`);
  process.exit(1);
}
writeFileSync(keyFile, before.replace(entry, () => `admin;${salted(password)};`), { mode: 0o600 });
writeFileSync(passwordFile, `AS_ADMIN_PASSWORD=${password}\n`, { mode: 0o600 });
