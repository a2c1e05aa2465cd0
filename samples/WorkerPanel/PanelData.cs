using System.Globalization;

namespace NeuralTrainers.Samples;

/// <summary>A made-up panel for machines without the real file: workers who mostly stay in their industry, longer with tenure.</summary>
internal static class PanelData
{
    public const string File = "panel_nlswork.csv";

    public static void Generate(string folder)
    {
        var random = new Random(1);
        using var writer = new StreamWriter(Path.Combine(folder, File));
        writer.WriteLine(
            "rownames,idcode,year,birth_yr,age,race,msp,nev_mar,grade,collgrad,not_smsa,c_city,south,ind_code,occ_code,union,wks_ue,ttl_exp,tenure,hours,wks_work,ln_wage");
        var row = 0;
        for (var person = 1; person <= 1500; person++)
        {
            var grade = random.Next(8, 19);
            var industry = random.Next(1, 7);
            var tenure = 0.0;
            for (var year = 70; year < 70 + (2 * random.Next(3, 8)); year += 2)
            {
                // Who is new in an industry leaves it more often; education leads to the later ones.
                if (random.NextDouble() < 0.35 * Math.Exp(-tenure / 4))
                {
                    industry = Math.Clamp((int)Math.Round((grade / 3.0) + random.NextDouble()), 1, 6);
                    tenure = 0;
                }

                var wage = 0.8 + (0.06 * grade) + (0.02 * (year - 70)) + (0.05 * industry) + (0.2 * random.NextDouble());
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{++row},{person},{year},45,{year - 45},{1 + (person % 2)},{random.Next(2)},0,{grade},{(grade > 15 ? 1 : 0)},0,{person % 2},{person % 3 % 2}," +
                    $"{industry},{1 + (industry % 3)},{random.Next(2)},0,{(year - 64) / 1.5:f2},{tenure:f2},40,50,{wage:f4}"));
                tenure += 2;
            }
        }
    }
}
