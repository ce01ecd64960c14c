/** The name of a host, or an IPv4 address. */
export const HOST_NAME = /^[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i;
