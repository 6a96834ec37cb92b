export { makeDemo, type Demo } from './make-demo.ts';
