"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
//# sourceMappingURL=cluster.js.map