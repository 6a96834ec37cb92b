import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { guides } from './script/lib/guides.ts';

export default defineConfig({
  root: 'src/web',
  plugins: [guides(), react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // The content security policy allows no data: address for scripts, styles or fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // What every page needs travels as one file: in pieces it compresses worse.
        codeSplitting: { groups: [{ name: 'base', tags: ['$initial'] }] },
      },
    },
  },
  server: {
    port: 5173,
    // Not all of /api: the web's own modules stand in a folder of that name.
    proxy: { '^/(api/(v1|auth|docs|openapi)|scim)\\b': 'http://localhost:4000' },
  },
});
