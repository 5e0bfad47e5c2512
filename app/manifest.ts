import type { MetadataRoute } from 'next';

/** What a phone needs to keep the platform on its home screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Lyceum',
    short_name: 'Lyceum',
    start_url: '/',
    display: 'standalone',
    background_color: '#f6f5f0',
    theme_color: '#17603f',
    icons: [
      { src: '/brand/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/brand/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/brand/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}
