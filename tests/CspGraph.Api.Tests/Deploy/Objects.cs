using k8s;
using k8s.Models;

namespace CspGraph.Api.Tests.Deploy;

/// <summary>What a chart became.</summary>
sealed class Objects(IReadOnlyList<object> all)
{
    public IEnumerable<IKubernetesObject<V1ObjectMeta>> All => all.Cast<IKubernetesObject<V1ObjectMeta>>();

    public V1Deployment Deployment => One<V1Deployment>();
    public V1Container Server => Deployment.Spec.Template.Spec.Containers.Single();

    public T One<T>() => Assert.Single(Of<T>());
    public IEnumerable<T> Of<T>() => all.OfType<T>();

    /// <summary>Every pod that will be, with the labels that it is selected by.</summary>
    public IEnumerable<(IDictionary<string, string> Labels, V1PodSpec Spec)> Pods =>
        Of<V1Deployment>().Select(item => (item.Spec.Template.Metadata.Labels, item.Spec.Template.Spec))
            .Concat(Of<V1Job>().Select(item => (item.Spec.Template.Metadata.Labels, item.Spec.Template.Spec)))
            .Concat(Of<V1Pod>().Select(item => (item.Metadata.Labels, item.Spec)));

    /// <summary>The server's settings by variable: those of the ConfigMap, and its own; null for what comes from elsewhere.</summary>
    public Dictionary<string, string?> Environment()
    {
        var map = Of<V1ConfigMap>().Single(item => item.Metadata.Name == Server.EnvFrom.Single().ConfigMapRef.Name);
        var variables = map.Data.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        foreach (var variable in Server.Env) variables.Add(variable.Name, variable.Value);
        return variables;
    }
}
