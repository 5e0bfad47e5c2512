/// <reference path="../.sst/platform/config.d.ts" />

import type { Settings } from './settings';

/**
 * Creates a private network over two zones. Functions in it reach the internet through NAT (in production one managed
 * gateway a zone, elsewhere a small instance a zone), and S3 and DynamoDB without it.
 */
export function createNetwork({ isProduction }: Settings) {
  const vpc = new sst.aws.Vpc('Network', { az: 2, nat: isProduction ? 'managed' : 'ec2' });
  const region = aws.getRegionOutput().region;
  for (const service of ['s3', 'dynamodb']) {
    new aws.ec2.VpcEndpoint(`NetworkTo${service.toUpperCase()}`, {
      vpcId: vpc.id,
      vpcEndpointType: 'Gateway',
      serviceName: $interpolate`com.amazonaws.${region}.${service}`,
      routeTableIds: vpc.nodes.privateRouteTables.apply((tables) => tables.map((table) => table.id)),
    });
  }
  return vpc;
}
