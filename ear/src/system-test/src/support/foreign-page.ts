import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { serverUrl } from "./server";

/** A shop's page of another site, with the embed code pasted in. */
export interface ForeignPage {
  url: string;
  close: () => Promise<void>;
}

export async function serveForeignPage(accountId: string, inboxId: string): Promise<ForeignPage> {
  const html = page(accountId, inboxId);
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

/** Only the address, the ids and the two styles that the embed code leaves open are filled in. */
function page(accountId: string, inboxId: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Harbour Coffee</title></head>
<body>
<h1>Coffee by the sea</h1>
<!-- Chat Widget Embed -->
<div id="netia-chat-widget" style="position: fixed; bottom: 20px; right: 20px; z-index: 9999;">
  <button id="netia-chat-button" style="width: 60px; height: 60px; border-radius: 50%">💬</button>
</div>

<script>
(function() {
  const button = document.getElementById('netia-chat-button');
  let iframe = null;
  
  button.addEventListener('click', function() {
    if (!iframe) {
      iframe = document.createElement('iframe');
      iframe.src = '${serverUrl}/chat?token=${accountId}&inbox=${inboxId}';
      iframe.style.cssText = 'position: fixed; bottom: 90px; right: 20px; width: 400px; height: 600px; border: 0';
      document.body.appendChild(iframe);
    }
  });
})();
</script>
</body>
</html>`;
}
