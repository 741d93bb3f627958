import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { folder, shell } from "./machine";

/** Where a certificate and its key are. */
export interface Certificate {
  certificate: string;
  key: string;
}

/** Makes a certificate authority of our own. */
export async function newAuthority(name: string): Promise<Certificate> {
  const made = place(name);
  await shell(
    `openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=${name} -keyout ${made.key} -out ${made.certificate} 2>&1`,
  );
  return made;
}

/** Makes a certificate for a host, signed by an authority. */
export async function newCertificate(name: string, host: string, authority: Certificate): Promise<Certificate> {
  const made = place(name);
  await shell(
    `openssl req -newkey rsa:2048 -nodes -subj /CN=${host} -keyout ${made.key} -out ${made.certificate}.request 2>&1
     openssl x509 -req -in ${made.certificate}.request -CA ${authority.certificate} -CAkey ${authority.key} -CAcreateserial -days 2 \
       -extfile <(echo subjectAltName=DNS:${host}) -out ${made.certificate} 2>&1`,
  );
  return made;
}

/** The authority that this program trusts from its start on. */
export const trustedAuthority = place("nginx-authority");

function place(name: string): Certificate {
  mkdirSync(join(folder, "tls"), { recursive: true });
  return { certificate: join(folder, "tls", `${name}.crt`), key: join(folder, "tls", `${name}.key`) };
}
