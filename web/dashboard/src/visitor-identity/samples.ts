export interface Sample {
  id: string;
  name: string;
  code: string;
}

/** How a site's own server proves who is signed in: the same few lines in each language. */
export const samples: Sample[] = [
  {
    id: "node",
    name: "Node",
    code: `const { createHmac } = require("node:crypto");

const userHash = createHmac("sha256", process.env.NETIA_IDENTITY_SECRET)
  .update(String(user.id))
  .digest("hex");`,
  },
  {
    id: "ruby",
    name: "Ruby",
    code: `require "openssl"

user_hash = OpenSSL::HMAC.hexdigest(
  "SHA256", ENV.fetch("NETIA_IDENTITY_SECRET"), user.id.to_s
)`,
  },
  {
    id: "php",
    name: "PHP",
    code: `$userHash = hash_hmac(
  'sha256', (string) $user->id, getenv('NETIA_IDENTITY_SECRET')
);`,
  },
  {
    id: "python",
    name: "Python",
    code: `import hashlib, hmac, os

user_hash = hmac.new(
    os.environ["NETIA_IDENTITY_SECRET"].encode(),
    str(user.id).encode(),
    hashlib.sha256,
).hexdigest()`,
  },
];

/** What the page then sets, beside its usual settings. */
export const pageSample = `window.Netia = {
  config: {
    // … your settings
    customer: {
      external_id: "17",            // the id you signed
      email: "jo@example.com",
      user_hash: "9f2c…",           // from your server
    },
  },
};`;
