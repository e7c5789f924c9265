import {describe, expect, test} from "vitest";
import {annotationNotes, confirmationOf} from "../../server/src/engine/refactors/ingressToRoute/annotations.ts";
import {actionsOf, interpreted, NGINX, TRAEFIK} from "./annotationsOf.ts";

describe("the table of annotations", () => {
  test.each<[string, string, string]>([
    ["kubernetes.io/ingress.class", "nginx", "drop"],
    ["kubernetes.io/tls-acme", "true", "drop"],
    ["kubernetes.io/ingress.allow-http", "false", "todo"],
    [`${NGINX}ssl-redirect`, "false", "todo"],
    [`${NGINX}ssl-redirect`, "true", "todo"],
    [`${NGINX}force-ssl-redirect`, "false", "drop"],
    [`${NGINX}auth-url`, "https://auth.example.org/verify", "block"],
    [`${NGINX}auth-url`, "", "drop"],
    [`${NGINX}auth-url`, "false", "block"],
    [`${NGINX}auth-url`, "${AUTH_URL}", "block"],
    [`${NGINX}auth-signin`, "https://auth.example.org", "block"],
    [`${NGINX}auth-snippet`, "proxy_set_header X-Forwarded-Host $http_host;", "block"],
    [`${NGINX}auth-type`, "basic", "block"],
    [`${NGINX}auth-secret`, "users", "block"],
    [`${NGINX}auth-tls-secret`, "media/ca", "block"],
    [`${NGINX}auth-tls-verify-client`, "on", "block"],
    [`${NGINX}enable-global-auth`, "false", "drop"],
    [`${NGINX}whitelist-source-range`, "10.0.0.0/8", "block"],
    [`${NGINX}whitelist-source-range`, "${LAN}", "block"],
    [`${NGINX}allowlist-source-range`, "10.0.0.0/8", "block"],
    [`${NGINX}denylist-source-range`, "10.0.0.0/8", "block"],
    [`${NGINX}configuration-snippet`, "deny all;", "block"],
    [`${NGINX}configuration-snippet`, "auth_request /auth;", "block"],
    [`${NGINX}configuration-snippet`, "more_set_headers 'X-Robots-Tag: noindex';", "todo"],
    [`${NGINX}server-snippet`, "location /admin { return 403; }", "block"],
    [`${NGINX}server-snippet`, "${SNIPPET}", "block"],
    [`${NGINX}server-snippet`, "# deny nothing\nclient_body_timeout 60s;", "todo"],
    [`${NGINX}backend-protocol`, "HTTP", "drop"],
    [`${NGINX}backend-protocol`, "HTTPS", "todo"],
    [`${NGINX}backend-protocol`, "GRPC", "todo"],
    [`${NGINX}proxy-ssl-verify`, "off", "todo"],
    [`${NGINX}ssl-passthrough`, "true", "todo"],
    [`${NGINX}ssl-passthrough`, "false", "drop"],
    [`${NGINX}proxy-body-size`, "0", "drop"],
    [`${NGINX}proxy-read-timeout`, "3600", "todo"],
    [`${NGINX}affinity`, "cookie", "todo"],
    [`${NGINX}canary-weight`, "10", "todo"],
    [`${NGINX}websocket-services`, "plex", "drop"],
    [`${NGINX}from-to-www-redirect`, "true", "todo"],
    [`${NGINX}custom-http-errors`, "404", "todo"],
    [`${NGINX}x-forwarded-prefix`, "/plex", "todo"],
    [`${NGINX}something-new`, "true", "todo"],
    [`${NGINX}jwt-something`, "true", "block"],
    [`${TRAEFIK}router.tls`, "true", "drop"],
    [`${TRAEFIK}router.tls`, "false", "todo"],
    [`${TRAEFIK}router.tls.certresolver`, "le", "drop"],
    [`${TRAEFIK}router.tls.options`, "network-modern@kubernetescrd", "todo"],
    [`${TRAEFIK}router.priority`, "10", "todo"],
    [`${TRAEFIK}router.pathmatcher`, "Path", "todo"],
    [`${TRAEFIK}service.sticky.cookie`, "true", "todo"],
    [`${TRAEFIK}service.passhostheader`, "true", "drop"],
    [`${TRAEFIK}router.middlewares`, "network-auth@kubernetescrd", "block"],
    [`${TRAEFIK}router.middlewares`, "auth@file", "block"],
    [`${TRAEFIK}router.middlewares`, "", "drop"],
    ["external-dns.alpha.kubernetes.io/target", "internal.example.org", "todo"],
    ["external-dns.alpha.kubernetes.io/hostname", "plex.example.org", "keep"],
    ["external-dns.kubernetes.io/ttl", "60", "keep"],
    ["external-dns/unifi", "true", "keep"],
    ["gethomepage.dev/enabled", "true", "keep"],
    ["hajimari.io/enable", "true", "keep"],
    ["gatus.home-operations.com/enabled", "true", "keep"],
    ["cert-manager.io/cluster-issuer", "letsencrypt", "drop"],
    ["haproxy.org/timeout-server", "60s", "todo"],
    ["haproxy.org/allow-list", "10.0.0.0/8", "block"],
    ["alb.ingress.kubernetes.io/auth-type", "oidc", "block"],
    ["konghq.com/plugins", "key-auth", "block"],
    ["example.org/anything", "x", "keep"],
  ])("%s: %j is %s", (key, value, action) => {
    const result = interpreted({[key]: value});
    expect(actionsOf(result)).toBe(action);
    for (const {why} of result.verdicts) if (why !== undefined) expect(why).toMatch(/^`[^`]+` [^`A-Z].*\.$/s);
    if (action === "todo" || action === "block") expect(result.verdicts[0]?.why).toBeDefined();
  });

  test("what belongs to a dashboard is for one route, all else for each", () => {
    const {verdicts} = interpreted({
      "gethomepage.dev/name": "Plex",
      "gatus.home-operations.com/enabled": "true",
      "external-dns.alpha.kubernetes.io/hostname": "plex.example.org",
      "example.org/x": "y",
    });
    expect(verdicts.map(({isOfRoute}) => isOfRoute)).toEqual([false, false, true, true]);
  });
});

describe("access control", () => {
  const auth = {
    [`${NGINX}auth-method`]: "GET",
    [`${NGINX}auth-url`]: "https://auth.example.org/verify",
    [`${NGINX}auth-signin`]: "https://auth.example.org",
  };

  test("the question names what guards and what goes with it", () => {
    const {verdicts} = interpreted(auth);
    const question = confirmationOf(
      verdicts.filter(({action}) => action === "block"),
      {},
    );
    expect(question?.asks).toBe(
      `\`${NGINX}auth-url\` guards access: nginx asks another service whether to let a request in. ` +
        `With it go \`${NGINX}auth-method\` and \`${NGINX}auth-signin\`. ` +
        `Nothing of it is in the route: confirm \`${NGINX}auth-url\` where the app is safe without it.`,
    );
    expect(question?.choices.map(({answers}) => answers)).toEqual([{confirmed: [`${NGINX}auth-url`]}]);
  });

  test.each([[[`${NGINX}auth-url`]], [Object.keys(auth)]])("%j confirms all of it", (confirmed) => {
    const {verdicts} = interpreted(auth);
    expect(confirmationOf(verdicts, {confirmed})).toBeUndefined();
    expect(annotationNotes(verdicts)).toEqual([
      {
        weight: "warning",
        text: `\`${NGINX}auth-url\` guards access: nginx asks another service whether to let a request in.`,
      },
    ]);
  });

  test("a part of it is not enough", () => {
    const {verdicts} = interpreted(auth);
    expect(confirmationOf(verdicts, {confirmed: [`${NGINX}auth-signin`]})).toBeDefined();
  });
});
