namespace CspGraph.Api.Tests.Oracle;

/// <summary>Takes away from a failing document whatever it fails without.</summary>
static class Shrinker
{
    public static async Task ShrinkAsync(Document document, Func<Task<bool>> stillFails)
    {
        for (var smaller = true; smaller;)
        {
            smaller = false;
            foreach (var set in document.Sets().ToList())
                for (var i = set.Count - 1; i >= 0 && i < set.Count; i--)
                {
                    var (at, selection) = (i, set[i]);
                    if (set.Count > 1) smaller |= await TryAsync(() => set.RemoveAt(at), () => set.Insert(at, selection));
                    if (i >= set.Count || set[i] != selection) continue;
                    if (selection is { Field: null, Children: var inner } && (selection.Spread?.Children ?? inner) is { Count: > 0 } children)
                        smaller |= await TryAsync(() => { set.RemoveAt(at); set.InsertRange(at, children); }, () => { set.RemoveRange(at, children.Count); set.Insert(at, selection); });
                    smaller |= await WithoutEachAsync(selection.Directives);
                    smaller |= await WithoutEachAsync(selection.Arguments);
                    smaller |= await SimplerAsync(selection.Arguments);
                }
        }

        async Task<bool> TryAsync(Action change, Action undo)
        {
            change();
            if (await stillFails()) return true;
            undo();
            return false;
        }

        async Task<bool> WithoutEachAsync<T>(List<T> items)
        {
            var smaller = false;
            for (var i = items.Count - 1; i >= 0; i--)
            {
                var (at, item) = (i, items[i]);
                smaller |= await TryAsync(() => items.RemoveAt(at), () => items.Insert(at, item));
            }
            return smaller;
        }

        async Task<bool> SimplerAsync(List<(string Name, Literal Value)> arguments)
        {
            var smaller = false;
            for (var i = 0; i < arguments.Count; i++)
            {
                var (at, argument) = (i, arguments[i]);
                if (argument.Value.All().OfType<Literal.Of>().Any() && argument.Value.Resolved() is { } plain)
                    smaller |= await TryAsync(() => arguments[at] = (argument.Name, plain), () => arguments[at] = argument);
                foreach (var part in arguments[i].Value.All().ToList())
                {
                    if (part is Literal.Many many) smaller |= await WithoutEachAsync(many.Items);
                    if (part is Literal.Fields fields) smaller |= await WithoutEachAsync(fields.Items);
                }
            }
            return smaller;
        }
    }
}
