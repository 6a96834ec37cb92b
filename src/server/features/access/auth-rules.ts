/** The fewest characters a password has; the page says so before. */
export const passwordMinimum = 10;

/** Header in which our own routes tell the library where a request came from; a client's is overwritten. */
export const addressHeader = 'x-usher-address';
