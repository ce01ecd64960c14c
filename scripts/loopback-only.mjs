// Preloaded into the Agents Playground (node --import): it would listen on every network interface,
// and what is pasted into the demo is somebody's mail.
import { Server } from "node:net";

const { listen } = Server.prototype;

Server.prototype.listen = function (port, ...rest) {
  return typeof port === "number" && typeof rest[0] !== "string"
    ? listen.call(this, port, "127.0.0.1", ...rest)
    : listen.call(this, port, ...rest);
};
