export { endOrphans } from '@/server/domains/library/commands/end-orphans';
