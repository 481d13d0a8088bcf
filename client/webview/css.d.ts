/** esbuild takes the styles out into main.css. */
declare module '*.css';
