using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CspGraph.Domain.Resellers;

/// <summary>E-mail domains that are no company's own, and mailboxes that are no person's.</summary>
/// <remarks>Sources: disposable domains from the list beside this file (CC0); generic mailboxes from RFC 2142 and usage; providers for private persons are our own table.</remarks>
public static partial class EmailProviders
{
    static readonly FrozenSet<string> Personal = Words(
        "gmail.com googlemail.com outlook.com hotmail.com live.com live.at live.be live.ca live.cl live.cn live.co.uk live.co.za live.com.ar live.com.au live.com.mx live.com.pt live.de " +
        "live.dk live.fr live.ie live.in live.it live.jp live.nl live.no live.se msn.com passport.com windowslive.com " +
        "ymail.com rocketmail.com myyahoo.com aol.com aim.com icloud.com me.com mac.com " +
        "proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.com tuta.io hushmail.com fastmail.com fastmail.fm hey.com zohomail.com mail.com email.com usa.com " +
        "gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.fr gmx.us gmx.co.uk web.de freenet.de t-online.de arcor.de " +
        "yandex.ru yandex.com ya.ru mail.ru bk.ru inbox.ru list.ru internet.ru rambler.ru ukr.net qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com naver.com daum.net hanmail.net rediffmail.com " +
        "sapo.pt iol.pt clix.pt orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it tin.it terra.com.br uol.com.br bol.com.br ig.com.br " +
        "btinternet.com ntlworld.com virginmedia.com sky.com talktalk.net blueyonder.co.uk comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com " +
        "bigpond.com bigpond.net.au optusnet.com.au xtra.co.nz shaw.ca sympatico.ca rogers.com wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz abv.bg inbox.lv");

    static readonly FrozenSet<string> Generic = Words(
        "info marketing sales support abuse noc security postmaster hostmaster webmaster usenet news www uucp ftp " + // RFC 2142
        "admin administrator administration root contact contactus hello hi mail email mailbox office team staff reception enquiries enquiry inquiries inquiry service services " +
        "customerservice customercare help helpdesk servicedesk it itsupport billing accounts accounting finance invoice invoices orders order purchasing procurement hr jobs careers press media legal " +
        "privacy newsletter noreply no-reply donotreply do-not-reply test everyone all " +
        "kontakt contacto contato geral vendas ventas suporte soporte verkauf buero");

    static readonly FrozenSet<string> Disposable = Read();

    /// <summary>How many domains the list of disposable ones has.</summary>
    public static int DisposableCount => Disposable.Count;

    /// <summary>Whether a domain, or one it is under, is a provider's for private persons.</summary>
    /// <param name="domain">As <see cref="EmailAddress.Domain"/> has it.</param>
    public static bool IsPersonal(string domain) => AndAbove(domain).Any(name => Personal.Contains(name) || Everywhere().IsMatch(name));

    /// <summary>Whether a domain, or one it is under, is a provider's of disposable addresses.</summary>
    /// <param name="domain">As <see cref="EmailAddress.Domain"/> has it.</param>
    public static bool IsDisposable(string domain) => AndAbove(domain).Any(Disposable.Contains);

    /// <summary>Whether a mailbox belongs to a function and not to a person, in whatever case and with whatever is after a +.</summary>
    /// <param name="local">As <see cref="EmailAddress.Local"/> has it.</param>
    public static bool IsGeneric(string local) => Generic.Contains(local.Split('+')[0].ToLowerInvariant());

    /// <summary>a.b.c, b.c, c.</summary>
    static IEnumerable<string> AndAbove(string domain)
    {
        for (var name = domain; ; name = name[(name.IndexOf('.') + 1)..])
        {
            yield return name;
            if (!name.Contains('.')) yield break;
        }
    }

    static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet();

    static FrozenSet<string> Read()
    {
        using var list = new StreamReader(typeof(EmailProviders).Assembly.GetManifestResourceStream("disposable_email_blocklist.conf")!);
        return list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet();
    }

    // Providers with a domain in many countries: yahoo.fr, yahoo.co.uk, yahoo.com.br.
    [GeneratedRegex(@"^(yahoo|hotmail|outlook)\.((co|com)\.)?[a-z]{2,3}$")]
    private static partial Regex Everywhere();
}
