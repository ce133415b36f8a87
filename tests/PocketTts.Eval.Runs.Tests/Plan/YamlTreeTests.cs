using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Tests.Plan;

public sealed class YamlTreeTests
{
    [Fact]
    public void Parse_NestedValues_KeepTheirPlaces()
    {
        var root = Assert.IsType<YamlMapping>(YamlTree.Parse("a: 1\nlist:\n  - x\n  - {b: 'null', c: ~}\n", "p.yaml"));

        var list = Assert.IsType<YamlSequence>(root.Find("list")!.Value);
        Assert.Equal((3, 5), (list.Items[0].Line, list.Items[0].Column));
        var inner = Assert.IsType<YamlMapping>(list.Items[1]);
        Assert.False(Assert.IsType<YamlScalar>(inner.Find("b")!.Value).IsNull);
        Assert.True(Assert.IsType<YamlScalar>(inner.Find("c")!.Value).IsNull);
    }

    [Theory]
    [InlineData("a: &x 1\nb: *x\n", "p.yaml:1:4: anchors and aliases are not allowed")]
    [InlineData("a: 1\nb: 2\na: 3\n", "p.yaml:3:1: the key 'a' stands in line 1 already")]
    [InlineData("a: !!str 1\n", "p.yaml:1:4: tags are not allowed")]
    [InlineData("a: 1\n---\nb: 2\n", "p.yaml:2:1: a second document starts here")]
    [InlineData("a:\n\t- 1\n", "p.yaml:1:1: not YAML (While scanning a mapping, found invalid tab as indentation); check indentation")]
    [InlineData("a: [1, 2\n", "p.yaml:2:1: not YAML")]
    [InlineData("[a]: 1\n", "p.yaml:1:1: a key is not a single word")]
    [InlineData("", "p.yaml: the file is empty")]
    [InlineData("[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", "p.yaml:1:18: the values are nested too deeply")]
    public void Parse_NotPlainData_NamesThePlace(string text, string message)
    {
        var error = Assert.Throws<InputException>(() => YamlTree.Parse(text, "p.yaml"));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
