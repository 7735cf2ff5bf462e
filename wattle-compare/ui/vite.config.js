import { defineConfig } from 'vite';

// One classic script with a fixed name: Java reads it and puts it into the page.
export default defineConfig({
  // Library mode leaves this in, and the page would stop at it.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    outDir: '../target/ui',
    emptyOutDir: true,
    chunkSizeWarningLimit: 800,
    lib: { entry: 'src/page.ts', name: 'wattlePage', formats: ['iife'], fileName: () => 'page.js' },
  },
});
