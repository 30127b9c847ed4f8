package worker

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"go.temporal.io/api/enums/v1"
	namespacepb "go.temporal.io/api/namespace/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"google.golang.org/protobuf/types/known/durationpb"

	"shuangsuiji/workflows"
)

// namespaceStep is how long is waited before the server is asked again: each of
// its services learns of a new namespace and of new attributes by itself.
const namespaceStep = 500 * time.Millisecond

// PrepareNamespace makes the office's namespace on a Temporal server, with the
// search attributes of the workflows, and returns once the server finds by them.
// What is there already stays; the retention is raised and never lowered. It is
// repeated until the context ends, so that it may be called while the server is
// still starting.
func PrepareNamespace(ctx context.Context, c client.Client, namespace string) error {
	p := namespacePreparation{Client: c, namespace: namespace}
	for _, step := range []func(context.Context) error{p.register, p.addAttributes, p.find} {
		if err := again(ctx, step); err != nil {
			return fmt.Errorf("prepare the namespace %s: %w", namespace, err)
		}
	}
	return nil
}

// attributeConflict: an attribute of that name has another type; waiting does not
// help.
type attributeConflict struct {
	name      string
	is, wants enums.IndexedValueType
}

func (e *attributeConflict) Error() string {
	return fmt.Sprintf("search attribute %s is of type %s and cannot become %s", e.name, e.is, e.wants)
}

// again repeats a step until it succeeds.
func again(ctx context.Context, step func(context.Context) error) error {
	for {
		err := step(ctx)
		var conflict *attributeConflict
		if err == nil || errors.As(err, &conflict) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(namespaceStep):
		}
	}
}

type namespacePreparation struct {
	client.Client
	namespace string
}

func (p namespacePreparation) register(ctx context.Context) error {
	retention := durationpb.New(workflows.Retention)
	_, err := p.WorkflowService().RegisterNamespace(ctx, &workflowservice.RegisterNamespaceRequest{
		Namespace: p.namespace, WorkflowExecutionRetentionPeriod: retention})
	var exists *serviceerror.NamespaceAlreadyExists
	if !errors.As(err, &exists) {
		return err
	}
	now, err := p.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: p.namespace})
	if err != nil || now.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration() >= workflows.Retention {
		return err
	}
	_, err = p.WorkflowService().UpdateNamespace(ctx, &workflowservice.UpdateNamespaceRequest{Namespace: p.namespace,
		Config: &namespacepb.NamespaceConfig{WorkflowExecutionRetentionTtl: retention}})
	return err
}

func (p namespacePreparation) addAttributes(ctx context.Context) error {
	there, err := p.OperatorService().ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: p.namespace})
	if err != nil {
		return err
	}
	missing := map[string]enums.IndexedValueType{}
	for name, wants := range workflows.SearchAttributes() {
		switch is, found := there.GetCustomAttributes()[name]; {
		case !found:
			missing[name] = wants
		case is != wants:
			return &attributeConflict{name, is, wants}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	_, err = p.OperatorService().AddSearchAttributes(ctx, &operatorservice.AddSearchAttributesRequest{Namespace: p.namespace, SearchAttributes: missing})
	return err
}

// find asks for workflows by every attribute.
func (p namespacePreparation) find(ctx context.Context) error {
	for _, name := range slices.Sorted(maps.Keys(workflows.SearchAttributes())) {
		if _, err := p.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{Namespace: p.namespace, Query: name + " IS NULL"}); err != nil {
			return err
		}
	}
	return nil
}
