/**
 * The proxy for a URL by the usual variables (`http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`,
 * in either case); undefined for a direct connection.
 */
export function proxyFor(url: URL, environment: NodeJS.ProcessEnv): URL | undefined {
  if (isExcluded(url, variable(environment, "no_proxy"))) return undefined;
  const scheme = url.protocol.replace(":", "");
  const proxy = variable(environment, `${scheme}_proxy`) || variable(environment, "all_proxy");
  if (proxy === "") return undefined;
  const address = proxy.includes("://") ? proxy : `http://${proxy}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** The lower-case name wins, as with curl. */
function variable(environment: NodeJS.ProcessEnv, name: string): string {
  return environment[name] || environment[name.toUpperCase()] || "";
}

function isExcluded(url: URL, list: string): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return list
    .split(/[\s,]+/u)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      const [, name = "", entryPort] = /^\*?\.?(.*?)(?::(\d+))?$/u.exec(entry.toLowerCase()) ?? [];
      if (entryPort !== undefined && entryPort !== port) return false;
      return url.hostname === name || url.hostname.endsWith(`.${name}`);
    });
}
