using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace NeuralTrainers;

/// <summary>Elements of a page. The text of trials comes from outside: it is only ever a text or an attribute of an element, which escape it.</summary>
internal static class PageMarkup
{
    public static XElement Element(string name, params object?[] content) => new(name, content);

    public static XAttribute Attribute(string name, string value) => new(name, Clean(value));

    public static XAttribute Class(string value) => new("class", value);

    // Text that is there, even if empty: <td /> would be an open tag to a browser.
    public static XText Text(string value) => new(Clean(value));

    /// <summary>A coordinate of a drawing.</summary>
    public static string Coordinate(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    public static XElement Line(double x1, double y1, double x2, double y2, string type) => Element(
        "line", Class(type), new XAttribute("x1", Coordinate(x1)), new XAttribute("y1", Coordinate(y1)), new XAttribute("x2", Coordinate(x2)), new XAttribute("y2", Coordinate(y2)));

    public static XElement Label(double x, double y, string type, string text) =>
        Element("text", Class(type), new XAttribute("x", Coordinate(x)), new XAttribute("y", Coordinate(y)), Text(text));

    /// <summary>A trial's line, which the page's script finds by its number.</summary>
    public static XElement TrialLine(RankedTrial trial, IEnumerable<(double X, double Y)> points) => Element(
        "polyline",
        Class(trial.Class),
        Trial(trial),
        new XAttribute("points", string.Join(' ', points.Select(point => $"{Coordinate(point.X)},{Coordinate(point.Y)}"))),
        Element("title", Text(trial.Title)));

    public static XAttribute Trial(RankedTrial trial) => new("data-t", trial.Index.ToString(CultureInfo.InvariantCulture));

    /// <summary>A drawing with a title and a description for those who do not see it.</summary>
    public static XElement Drawing(string id, double width, double height, string title, string description, params object?[] content) => Element(
        "svg",
        new XAttribute("viewBox", $"0 0 {Coordinate(width)} {Coordinate(height)}"),
        new XAttribute("role", "img"),
        new XAttribute("aria-labelledby", $"{id}-title {id}-text"),
        Element("title", new XAttribute("id", $"{id}-title"), Text(title)),
        Element("desc", new XAttribute("id", $"{id}-text"), Text(description)),
        content);

    /// <summary>The order of drawing: the best last, on top of the others.</summary>
    public static IEnumerable<RankedTrial> BestOnTop(IEnumerable<RankedTrial> trials) => trials.OrderByDescending(trial => trial.Rank ?? int.MaxValue);

    // XML has no control characters and no halves of surrogate pairs.
    private static string Clean(string value)
    {
        var clean = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            clean.Append(rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune : Rune.ReplacementChar);
        }

        return clean.ToString();
    }
}
