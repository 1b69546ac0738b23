/** Content-Security-Policy of each kind of page. */

const COMMON = "default-src 'none'; base-uri 'none'; form-action 'none'; font-src 'self'; img-src 'self' data:";

/** The dialogs' scroll lock and the toasts add style elements of their own, hence 'unsafe-inline' for styles only. */
export const consolePolicy = (webSocketOrigin: string): string =>
  `${COMMON}; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self' ${webSocketOrigin}; frame-src 'self'; frame-ancestors 'none'`;

/** The preview of a site's widget, framed by the console and framing the widget's view: it reaches no server. */
export const previewPolicy = `${COMMON}; script-src 'self'; style-src 'self'; connect-src 'none'; frame-src 'self'; frame-ancestors 'self'`;

export const widgetPolicy = (webSocketOrigin: string, frameAncestors: readonly string[]): string =>
  `${COMMON}; script-src 'self'; style-src 'self'; connect-src 'self' ${webSocketOrigin}; frame-ancestors ${frameAncestors.join(' ')}`;

export const demoPolicy = `${COMMON}; script-src 'self'; style-src 'self'; frame-src 'self'; connect-src 'self'; frame-ancestors 'none'`;

/** For answers that are no pages. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'";
