export { exportCourse } from '@/server/domains/exchange/queries/export-course';
