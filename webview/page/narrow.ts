/** Narrower than this, the page scrolls and the picture takes the height that it needs. */
export const narrowQuery = "(max-width: 900px)";
