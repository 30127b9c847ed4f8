//go:build !slim

package embedded

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	persistencespb "go.temporal.io/server/api/persistence/v1"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/common/persistence"
	"go.temporal.io/server/common/persistence/serialization"
	persistencesql "go.temporal.io/server/common/persistence/sql"
	"go.temporal.io/server/common/resolver"
	"go.temporal.io/server/common/searchattribute/sadefs"
	"go.temporal.io/server/schema/sqlite"
	"google.golang.org/protobuf/types/known/durationpb"
)

// clusterName is fixed for ever: the state refers to it.
const clusterName = "active"

// prepareNamespace creates the namespace, or brings an existing one up to what
// cfg wants, while no server is running. Doing the same through the operator
// service afterwards would leave the caches of the four services behind for
// seconds, and no call tells when the last of them has caught up.
func prepareNamespace(ctx context.Context, sqlConfig *config.SQL, cfg Config) error {
	serializer := serialization.NewSerializer()
	factory := persistencesql.NewFactory(*sqlConfig, resolver.NewNoopResolver(), clusterName,
		log.NewNoopLogger(), metrics.NoopMetricsHandler, serializer)
	defer factory.Close()
	store, err := factory.NewMetadataStore()
	if err != nil {
		return fmt.Errorf("open the namespaces: %w", err)
	}
	namespaces := persistence.NewMetadataManagerImpl(store, serializer, log.NewNoopLogger(), clusterName)
	defer namespaces.Close()

	if err := reconcileNamespace(ctx, namespaces, cfg); err != nil {
		return fmt.Errorf("prepare the namespace %q: %w", cfg.Namespace, err)
	}
	return nil
}

func reconcileNamespace(ctx context.Context, namespaces persistence.MetadataManager, cfg Config) error {
	found, err := namespaces.GetNamespace(ctx, &persistence.GetNamespaceRequest{Name: cfg.Namespace})
	if missing := (*serviceerror.NamespaceNotFound)(nil); errors.As(err, &missing) {
		return createNamespace(ctx, namespaces, cfg)
	}
	if err != nil {
		return err
	}
	changed, err := applyWishes(found.Namespace.GetConfig(), cfg)
	if err != nil || !changed {
		return err
	}
	metadata, err := namespaces.GetMetadata(ctx)
	if err != nil {
		return err
	}
	found.Namespace.ConfigVersion++
	return namespaces.UpdateNamespace(ctx, &persistence.UpdateNamespaceRequest{
		Namespace:           found.Namespace,
		IsGlobalNamespace:   found.IsGlobalNamespace,
		NotificationVersion: metadata.NotificationVersion,
	})
}

func createNamespace(ctx context.Context, namespaces persistence.MetadataManager, cfg Config) error {
	namespace, err := sqlite.NewNamespaceConfig(clusterName, cfg.Namespace, false, nil)
	if err != nil {
		return err
	}
	if _, err := applyWishes(namespace.Detail.GetConfig(), cfg); err != nil {
		return err
	}
	_, err = namespaces.CreateNamespace(ctx, &persistence.CreateNamespaceRequest{Namespace: namespace.Detail})
	return err
}

// applyWishes raises the retention and adds the missing search attributes; it
// reports whether anything had to change.
func applyWishes(namespace *persistencespb.NamespaceConfig, cfg Config) (changed bool, err error) {
	if namespace.GetRetention().AsDuration() < cfg.Retention {
		namespace.Retention = durationpb.New(cfg.Retention.Truncate(time.Second))
		changed = true
	}
	aliases, err := addSearchAttributes(namespace.GetCustomSearchAttributeAliases(), cfg.SearchAttributes)
	if err != nil {
		return false, err
	}
	if len(aliases) != len(namespace.GetCustomSearchAttributeAliases()) {
		namespace.CustomSearchAttributeAliases = aliases
		changed = true
	}
	return changed, nil
}

// addSearchAttributes gives each attribute that has none yet a column of its
// type. Columns and attributes are taken in the order of their names, so that
// the same wishes lead to the same database everywhere.
func addSearchAttributes(aliases map[string]string, wanted map[string]enums.IndexedValueType) (map[string]string, error) {
	columns := sadefs.GetDBIndexSearchAttributes(nil).GetCustomSearchAttributes()
	columnNames := slices.Sorted(maps.Keys(columns))

	result := make(map[string]string, len(aliases)+len(wanted))
	typeOf := make(map[string]enums.IndexedValueType, len(aliases))
	for column, name := range aliases {
		result[column] = name
		typeOf[name] = columns[column]
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if existing, ok := typeOf[name]; ok {
			if existing != wanted[name] {
				return nil, fmt.Errorf("search attribute %s is of type %s and cannot become %s", name, existing, wanted[name])
			}
			continue
		}
		free := slices.IndexFunc(columnNames, func(column string) bool {
			_, taken := result[column]
			return !taken && columns[column] == wanted[name]
		})
		if free < 0 {
			return nil, fmt.Errorf("no column of type %s is left for search attribute %s", wanted[name], name)
		}
		result[columnNames[free]] = name
	}
	return result, nil
}
