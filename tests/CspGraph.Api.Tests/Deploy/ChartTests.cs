using k8s.Models;
using Snapshooter;
using Snapshooter.Xunit;

namespace CspGraph.Api.Tests.Deploy;

/// <summary>What the chart becomes with each committed file of values.</summary>
public sealed class ChartTests
{
    public static TheoryData<string> Values => Helm.Values;

    [SkippableTheory, MemberData(nameof(Values))]
    public void Becomes_what_is_committed(string values)
    {
        Helm.SkipWithout();
        Snapshot.Match(Helm.Render(values), new SnapshotFullName($"{values}.yaml.snap", Repository.Path("tests/CspGraph.Api.Tests/Deploy")));
    }

    [SkippableTheory, MemberData(nameof(Values))]
    public void Has_nothing_that_helm_warns_of(string values)
    {
        Helm.SkipWithout();
        var (exit, output, error) = Helm.Run("lint", "--strict", Repository.Path(Helm.Chart), "--values", Helm.ValuesFile(values));
        Assert.True(exit == 0, output + error);
    }

    [SkippableTheory, MemberData(nameof(Values))]
    public void Selects_the_pods_that_are_meant(string values)
    {
        Helm.SkipWithout();
        var objects = Helm.Objects(values);
        var server = objects.Deployment.Spec.Template.Metadata.Labels;

        var selectors = new List<IDictionary<string, string>> { objects.Deployment.Spec.Selector.MatchLabels, objects.One<V1Service>().Spec.Selector };
        selectors.AddRange(objects.Of<V1PodDisruptionBudget>().Select(item => item.Spec.Selector.MatchLabels));
        selectors.AddRange(objects.Of<V1NetworkPolicy>().Where(item => item.Metadata.Name == objects.Deployment.Metadata.Name).Select(item => item.Spec.PodSelector.MatchLabels));
        selectors.AddRange(objects.Deployment.Spec.Template.Spec.TopologySpreadConstraints.Select(item => item.LabelSelector.MatchLabels));
        Assert.All(selectors, selector => Assert.Equal([server], objects.Pods.Select(pod => pod.Labels).Where(labels => Selects(selector, labels))));

        var (test, _) = objects.Pods.Single(pod => pod.Spec.Containers.Single().Name == "health");
        foreach (var policy in objects.Of<V1NetworkPolicy>().Where(item => item.Metadata.Name.EndsWith("-migration", StringComparison.Ordinal)))
            Assert.Equal("migrate", objects.Pods.Single(pod => Selects(policy.Spec.PodSelector.MatchLabels, pod.Labels)).Spec.Containers.Single().Name);
        foreach (var policy in objects.Of<V1NetworkPolicy>().Where(item => item.Spec.Ingress is not null))
            Assert.Contains(policy.Spec.Ingress.Single().FromProperty, peer => peer.NamespaceSelector is null && peer.PodSelector is { } pods && Selects(pods.MatchLabels, test));
    }

    [SkippableTheory, MemberData(nameof(Values))]
    public void Refers_to_nothing_that_is_missing(string values)
    {
        Helm.SkipWithout();
        var objects = Helm.Objects(values);
        var spec = objects.Deployment.Spec.Template.Spec;
        var service = objects.One<V1Service>();
        var ports = objects.Server.Ports.Select(port => port.Name).ToList();

        Assert.Equal(ports, service.Spec.Ports.Select(port => port.TargetPort.Value));
        Assert.All([objects.Server.StartupProbe, objects.Server.ReadinessProbe, objects.Server.LivenessProbe], probe => Assert.Contains(probe.HttpGet.Port.Value, ports));
        Assert.All(objects.Of<V1NetworkPolicy>().SelectMany(policy => policy.Spec.Ingress ?? []).SelectMany(rule => rule.Ports), port => Assert.Contains(port.Port.Value, ports));
        Assert.All(objects.Of<V1Ingress>().SelectMany(ingress => ingress.Spec.Rules).SelectMany(rule => rule.Http.Paths).Select(path => path.Backend.Service), backend =>
        {
            Assert.Equal(service.Metadata.Name, backend.Name);
            Assert.Contains(backend.Port.Name, service.Spec.Ports.Select(port => port.Name));
        });
        Assert.All(objects.Of<V2HorizontalPodAutoscaler>().Select(item => item.Spec.ScaleTargetRef), target =>
            Assert.Equal((objects.Deployment.ApiVersion, objects.Deployment.Kind, objects.Deployment.Metadata.Name), (target.ApiVersion, target.Kind, target.Name)));
        Assert.Contains(objects.Server.EnvFrom.Single().ConfigMapRef.Name, objects.Of<V1ConfigMap>().Select(map => map.Metadata.Name));
        Assert.Contains(spec.ServiceAccountName, objects.Of<V1ServiceAccount>().Select(account => account.Metadata.Name).Append("default"));
        Assert.All(objects.Pods, pod => Assert.Equal(pod.Spec.Volumes.Select(volume => volume.Name), pod.Spec.Containers.Single().VolumeMounts.Select(mount => mount.Name)));
        Assert.Equal($"http://{service.Metadata.Name}:{service.Spec.Ports.Single().Port}", objects.One<V1Pod>().Spec.Containers.Single().Args[1]);
    }

    [SkippableTheory, MemberData(nameof(Values))]
    public void What_runs_before_needs_nothing_that_comes_later(string values)
    {
        Helm.SkipWithout();
        Assert.All(Helm.Objects(values).Of<V1Job>(), job =>
        {
            var migrate = job.Spec.Template.Spec.Containers.Single();
            Assert.Equal("pre-install,pre-upgrade", job.Metadata.Annotations["helm.sh/hook"]);
            Assert.Equal(["migrate"], migrate.Args);
            Assert.Equal(["Database__Provider", "ConnectionStrings__CspGraph"], migrate.Env.Select(variable => variable.Name));
            Assert.Equal("cspgraph-owner", migrate.Env[1].ValueFrom.SecretKeyRef.Name);
            Assert.Null(migrate.EnvFrom);
            Assert.Contains(job.Spec.Template.Spec.ServiceAccountName, new[] { null, "cspgraph-migration" });
        });
    }

    [SkippableTheory, MemberData(nameof(Values))]
    public void Pods_have_no_rights_and_secrets_are_elsewhere(string values)
    {
        Helm.SkipWithout();
        var objects = Helm.Objects(values);
        Assert.Empty(objects.Of<V1Secret>());
        Assert.All(objects.Pods, pod =>
        {
            Assert.False(pod.Spec.AutomountServiceAccountToken);
            Assert.False(pod.Spec.EnableServiceLinks);
            Assert.True(pod.Spec.SecurityContext.RunAsNonRoot);
            Assert.Equal((1654, "RuntimeDefault"), (pod.Spec.SecurityContext.RunAsUser, pod.Spec.SecurityContext.SeccompProfile.Type));
            var container = pod.Spec.Containers.Single();
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.Contains("memory", container.Resources.Limits.Keys);
            Assert.Contains("/tmp", container.VolumeMounts.Select(mount => mount.MountPath));
        });
    }

    [SkippableTheory, MemberData(nameof(Values))]
    public void No_request_is_lost_when_a_pod_goes(string values)
    {
        Helm.SkipWithout();
        var objects = Helm.Objects(values);
        var spec = objects.Deployment.Spec;
        Assert.Equal("0", spec.Strategy.RollingUpdate.MaxUnavailable.Value);
        Assert.Equal(objects.Of<V2HorizontalPodAutoscaler>().Any() ? null : 2, spec.Replicas);
        Assert.True(spec.Template.Spec.TerminationGracePeriodSeconds >= objects.Server.Lifecycle.PreStop.Sleep.Seconds + 30);
        var silence = int.Parse(objects.Environment().GetValueOrDefault("Subscriptions__KeepAliveSeconds") ?? "20");
        Assert.All(objects.Of<V1Ingress>().SelectMany(ingress => ingress.Metadata.Annotations).Where(pair => pair.Key.EndsWith("-timeout", StringComparison.Ordinal)),
            timeout => Assert.True(int.Parse(timeout.Value) > silence));
    }

    static bool Selects(IDictionary<string, string> selector, IDictionary<string, string> labels) => selector.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
