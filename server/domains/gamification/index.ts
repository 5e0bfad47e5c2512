export { rebuildEverybody } from '@/server/domains/gamification/commands/rebuild-everybody';
export { settleLearning } from '@/server/domains/gamification/commands/settle-learning';
export { gamificationEvents } from '@/server/domains/gamification/events';
export { eraseAchievements, gamificationAreas } from '@/server/domains/gamification/personal-data';
export { findEarnedAt, listPublicBadges } from '@/server/domains/gamification/queries/get-achievements';
