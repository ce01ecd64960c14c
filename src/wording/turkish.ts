import type { Language } from "./language.js";

export const turkish: Language = {
  subjects: {
    failure: ["teslim edilemedi", "teslim edilemez", "teslim edilemeyen"],
    delay: ["gecikti", "teslim gecikti", "geciktirildi"],
    delivered: ["teslim edildi", "iletildi", "geçirildi"],
    read: ["okundu", "okunmadı"],
    autoReply: ["otomatik yanıt", "ofis dışında", "işyeri dışında"],
    meeting: ["kabul edildi", "reddedildi", "belirsiz", "iptal edildi"],
    recall: ["geri çağırma", "geri çağır", "geri çekme"],
    quarantine: ["karantina bildirimi"],
  },
  sentences: {
    failure: [
      /teslim edilem(?:edi|ez|eyen)|teslim(?:at)? .{0,40}başarısız|iletinizi reddetti|ulaştırılamadı/i,
    ],
    delay: [
      /teslim(?:i|at)? .{0,60}gecik|[iİ]leti\S{0,6} .{0,140}gecik|henüz teslim edilmedi|denemeye devam ed/i,
    ],
    delivered: [/başarıyla teslim edildi|alıcılara teslim edildi|teslim(?:at)? .{0,60}tamamlandı/i],
    read: [/tarihinde okundu|okundu bilgisi|okunmadan silindi/i],
    autoReply: [/otomatik yanıt|ofis dışında|(?:izindeyim|tatildeyim)/i],
    recall: [/iletiyi geri çağırmak ist|iletisini geri çağırmak ist/i],
    quarantine: [
      /karantina(?:da|ya alınan) .{0,40}(?:ileti|mesaj)|(?:ileti|mesaj)\S{0,6} .{0,20}karantinada|karantina bildirimi/i,
    ],
  },
  causes: {
    unknownRecipient:
      /adres(?:i|iniz)? .{0,60}bulunamadı|konumunda bulunamadı|etki alanında bulunamadı|alıcı (?:bilinmiyor|bulunamadı|yok)/i,
    mailboxFull: /(?:posta kutusu|gelen kutusu) (?:.{0,40}[ ,])?dolu/i,
    tooLarge:
      /ileti(?:niz)? .{0,20}çok büyük|(?:en büyük|en fazla|maksimum) .{0,30}boyut\S{0,6} .{0,20}aş/i,
    noPermission:
      /gönderme (?:izniniz|yetkiniz) (?:yok|bulunmuyor)|göndermek için (?:izniniz|yetkiniz) yok/i,
    closedGroup: /yalnızca .{0,120}(?:iletileri|gelen iletileri) kabul ed/i,
    invalidSender: /geçerli (?:bir )?gönder(?:en|ici) olarak (?:tanınma|algılanma)/i,
    expired: /denemeyi (?:bıraktı|durdurdu)|teslim etmeyi .{0,20}(?:bıraktı|durdurdu)/i,
  },
  labels: {
    generatingServer: ["oluşturan sunucu", "üreten sunucu"],
    reply: ["durum kodu", "bildirilen hata", "hata", "hata ayrıntıları"],
    rejectedBy: ["iletiyi reddeden", "uzak sunucu", "alan sunucu"],
    generatedBy: ["dsn'yi oluşturan", "dsn’yi oluşturan", "bildirimi oluşturan"],
    sender: ["gönderen adresi", "gönderenin adresi"],
    recipient: ["alıcı adresi", "alıcının adresi"],
    subject: ["konu"],
    messageId: ["ileti kimliği", "ileti no"],
    date: ["oluşturulma tarihi", "gönderme tarihi"],
  },
  addressed: [
    ["", "adresine gönderdiğiniz"],
    ["", "alıcısına gönderdiğiniz"],
  ],
  lure: /(?:parola|şifre|hesa[bp]|posta kutu)\S{0,6} .{0,20}(?:süresi (?:doluyor|doldu)|kapatılacak|askıya alınacak|devre dışı)|posta kutunuz (?:neredeyse )?(?:dolu|doldu)|(?:hesabınızı|parolanızı|şifrenizi) (?:doğrulayın|onaylayın|güncelleyin)|(?:bekleyen|gelen|engellenen) (?:e-?postalar|iletiler)|(?:kargo|paket|gönderi)\S{0,6}\b.{0,60}(?:teslim edilem|gümrük|ücret)/i,
  press: /tıklayın|buraya tıkla|iletileri serbest bırak|oturum açın|giriş yapın/i,
  otherMatters: /\b(?:mektup|kargo|paket|kapı|kart(?:ım|ımız)?\b|sipariş|havale|postacı)/i,
  mail: /\be-?posta|\b(?:e-?)?mail(?:im|imiz|ler|i|de|den)?\b/i,
  unsubscribe: /abonelikten çık|aboneliği(?:nizi)? iptal/i,
};
