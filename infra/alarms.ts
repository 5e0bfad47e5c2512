/// <reference path="../.sst/platform/config.d.ts" />

import type { Database } from './database';
import type { Settings } from './settings';

const gibibyte = 1024 ** 3;

/** What is watched, and how much of it is too much. Periods are in seconds. */
type Watch = Pick<
  aws.cloudwatch.MetricAlarmArgs,
  'namespace' | 'metricName' | 'dimensions' | 'statistic' | 'threshold' | 'period'
> & { readonly evaluationPeriods: number; readonly isFloor?: boolean };

/** Creates alarms on failing and refused requests and on a database that runs out of room; they mail the operator. */
export function createAlarms({ alarmEmail }: Settings, database: Database, site: sst.aws.Nextjs) {
  const topic = new aws.sns.Topic('Alarms');
  if (alarmEmail !== undefined) {
    new aws.sns.TopicSubscription('AlarmsByMail', {
      topic: topic.arn,
      protocol: 'email',
      endpoint: alarmEmail,
    });
  }
  const alarm = (name: string, alarmDescription: string, { isFloor = false, ...watch }: Watch) =>
    new aws.cloudwatch.MetricAlarm(name, {
      ...watch,
      alarmDescription,
      comparisonOperator: isFloor ? 'LessThanThreshold' : 'GreaterThanOrEqualToThreshold',
      // A site that nobody visits reports nothing.
      treatMissingData: 'notBreaching',
      alarmActions: [topic.arn],
      okActions: [topic.arn],
    });

  const server = site.nodes.server;
  if (server === undefined) throw new Error('The site of this stage is not on AWS.');
  const web = {
    namespace: 'AWS/Lambda',
    dimensions: { FunctionName: server.apply((fn) => fn.nodes.function.name) },
    statistic: 'Sum',
    period: 300,
  };
  alarm('WebFailures', 'Requests were answered with 5xx', {
    ...web,
    metricName: 'Url5xxCount',
    threshold: 5,
    evaluationPeriods: 1,
  });
  alarm('WebErrors', 'The server function crashed or ran out of time', {
    ...web,
    metricName: 'Errors',
    threshold: 3,
    evaluationPeriods: 1,
  });
  alarm('WebThrottles', 'Requests were refused for lack of concurrency', {
    ...web,
    metricName: 'Throttles',
    threshold: 1,
    evaluationPeriods: 2,
  });

  const db = {
    namespace: 'AWS/RDS',
    dimensions: { DBInstanceIdentifier: database.id },
    statistic: 'Average',
    period: 300,
  };
  alarm('DatabaseBusy', 'The database is out of processor time', {
    ...db,
    metricName: 'CPUUtilization',
    threshold: 85,
    evaluationPeriods: 3,
  });
  alarm('DatabaseFull', 'The database is about to run out of storage', {
    ...db,
    metricName: 'FreeStorageSpace',
    threshold: 2 * gibibyte,
    evaluationPeriods: 1,
    isFloor: true,
  });
}
