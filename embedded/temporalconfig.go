//go:build !slim

package embedded

import (
	"net"
	"strconv"

	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
)

// historyShards cannot be changed once the state exists. One is enough: SQLite
// has a single writer.
const historyShards = 1

// services are the parts of a Temporal server; each wants a port.
var services = []primitives.ServiceName{
	primitives.FrontendService,
	primitives.HistoryService,
	primitives.MatchingService,
	primitives.WorkerService,
}

// layout is where each service listens.
type layout map[primitives.ServiceName]config.RPC

// newLayout chooses the ports: the frontend's as the caller wants it, the others'
// among the free ones; all of them on the loopback interface.
func newLayout(cfg Config) (layout, error) {
	ports, err := freePorts(len(services))
	if err != nil {
		return nil, err
	}
	l := make(layout, len(services))
	for i, service := range services {
		port := ports[i]
		if service == primitives.FrontendService && cfg.FrontendPort != 0 {
			port = cfg.FrontendPort
		}
		l[service] = config.RPC{GRPCPort: port, BindOnIP: loopback}
	}
	return l, nil
}

// address is where this process reaches the service.
func (l layout) address(service primitives.ServiceName) string {
	return net.JoinHostPort(loopback, strconv.Itoa(l[service].GRPCPort))
}

func (l layout) addresses() (all []string) {
	for _, service := range services {
		all = append(all, l.address(service))
	}
	return all
}

// staticHosts replaces the gossip protocol by which services of a real cluster
// find each other, and with it four more listeners.
func (l layout) staticHosts() map[primitives.ServiceName]static.Hosts {
	hosts := make(map[primitives.ServiceName]static.Hosts, len(l))
	for service := range l {
		hosts[service] = static.SingleLocalHost(l.address(service))
	}
	return hosts
}

// temporalConfig is the static configuration. What it leaves out stays off:
// metrics and pprof listeners, the HTTP API, archival.
func temporalConfig(l layout, sqlConfig *config.SQL) *config.Config {
	const store = "sqlite"
	frontend := l.address(primitives.FrontendService)

	c := &config.Config{
		Persistence: config.Persistence{
			DefaultStore:     store,
			VisibilityStore:  store,
			NumHistoryShards: historyShards,
			DataStores:       map[string]config.DataStore{store: {SQL: sqlConfig}},
		},
		ClusterMetadata: &cluster.Config{
			FailoverVersionIncrement: 10,
			MasterClusterName:        clusterName,
			CurrentClusterName:       clusterName,
			ClusterInformation: map[string]cluster.ClusterInformation{
				clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: frontend},
			},
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		PublicClient:        config.PublicClient{HostPort: frontend},
		Services:            make(map[string]config.Service, len(l)),
	}
	c.Global.Membership.BroadcastAddress = loopback
	c.Archival.History.State = "disabled"
	c.Archival.Visibility.State = "disabled"
	c.NamespaceDefaults.Archival.History.State = "disabled"
	c.NamespaceDefaults.Archival.Visibility.State = "disabled"
	for service, rpc := range l {
		c.Services[string(service)] = config.Service{RPC: rpc}
	}
	return c
}

// dynamicConfig departs from Temporal's defaults where one process with one
// namespace and people before it differs from a cluster.
func dynamicConfig(overrides map[string]any) dynamicconfig.StaticClient {
	values := dynamicconfig.StaticClient{
		// A government network: nothing calls home.
		dynamicconfig.EnableServerVersionCheck.Key(): false,
		// Workflow states kept in memory; the default of 128,000 is a cluster's.
		dynamicconfig.HistoryCacheHostLevelMaxSize.Key(): 8096,
		// Several people look at lists at once; the default is 10 a second.
		dynamicconfig.FrontendMaxNamespaceVisibilityRPSPerInstance.Key(): 100,
		// Partitions spread a task queue over hosts; here they only add hops.
		dynamicconfig.MatchingNumTaskqueueReadPartitions.Key():  1,
		dynamicconfig.MatchingNumTaskqueueWritePartitions.Key(): 1,
		// Updates are acts of people and one workflow may have many of them at
		// the same moment; the default is 10. The total per run keeps its
		// default, at which the server suggests to continue as new.
		dynamicconfig.WorkflowExecutionMaxInFlightUpdates.Key(): 100,
	}
	for key, value := range overrides {
		values[dynamicconfig.MakeKey(key)] = value
	}
	return values
}
