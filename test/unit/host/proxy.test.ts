import { describe, expect, it } from "vitest";
import { proxyFor } from "../../../model/host/proxy.js";

const http = new URL("http://data.example.org/file");
const https = new URL("https://data.example.org/file");

describe("proxyFor", () => {
  it.each([
    [http, {}, undefined],
    [http, { http_proxy: "http://p:3128" }, "http://p:3128/"],
    [http, { HTTP_PROXY: "http://p:3128" }, "http://p:3128/"],
    [http, { http_proxy: "http://low:1", HTTP_PROXY: "http://up:1" }, "http://low:1/"],
    [http, { http_proxy: "p:3128" }, "http://p:3128/"],
    [http, { https_proxy: "http://p:3128" }, undefined],
    [https, { https_proxy: "http://p:3128" }, "http://p:3128/"],
    [https, { ALL_PROXY: "http://p:3128" }, "http://p:3128/"],
    [http, { http_proxy: "http://[" }, undefined],
    [http, { http_proxy: "http://p:1", no_proxy: "example.org" }, undefined],
    [http, { http_proxy: "http://p:1", NO_PROXY: "a.b, .example.org" }, undefined],
    [http, { http_proxy: "http://p:1", no_proxy: "*.example.org" }, undefined],
    [http, { http_proxy: "http://p:1", no_proxy: "*" }, undefined],
    [http, { http_proxy: "http://p:1", no_proxy: "data.example.org:80" }, undefined],
    [http, { http_proxy: "http://p:1", no_proxy: "data.example.org:81" }, "http://p:1/"],
    [http, { http_proxy: "http://p:1", no_proxy: "ample.org" }, "http://p:1/"],
  ] as const)("of %s with %o is %s", (url, environment, expected) => {
    expect(proxyFor(url, environment)?.href).toBe(expected);
  });
});
