package dev.sapa.chat.demo;

import dev.sapa.chat.keywordbot.Definition;
import dev.sapa.chat.keywordbot.Definition.HandOver;
import dev.sapa.chat.keywordbot.Definition.Reply;
import java.util.List;

/** What the bot of the demonstration's company {@code oss} says. */
final class DemoBot {

    static final Definition DEFINITION = new Definition(
            "Sapa Bot",
            true,
            List.of(
                    new Reply(
                            "stock",
                            List.of("stok", "stock", "ready", "tersedia", "persediaan"),
                            "Untuk ketersediaan stok, mohon sebutkan nama atau kode produk yang Anda cari. Kami akan"
                                    + " segera memeriksanya."),
                    new Reply(
                            "payment",
                            List.of("bayar", "pembayaran", "payment", "transfer", "rekening", "invoice", "tagihan"),
                            "Pembayaran dapat dilakukan melalui transfer bank, virtual account atau QRIS. Setelah"
                                    + " membayar, kirimkan bukti pembayaran beserta nomor pesanan Anda."),
                    new Reply(
                            "delivery",
                            List.of("kirim", "pengiriman", "delivery", "ongkir", "resi", "kurir", "sampai"),
                            "Pesanan dikirim dalam 1-2 hari kerja. Sebutkan nomor pesanan atau nomor resi, dan kami"
                                    + " bantu melacaknya."),
                    new Reply(
                            "promo",
                            List.of("promo", "diskon", "discount", "voucher", "potongan"),
                            "Promo yang sedang berlaku dapat dilihat di halaman promo kami. Ada produk tertentu yang"
                                    + " Anda minati?"),
                    new Reply(
                            "complaint",
                            List.of("komplain", "keluhan", "complaint", "kecewa", "rusak", "refund"),
                            "Mohon maaf atas ketidaknyamanannya. Ceritakan kendalanya beserta nomor pesanan, atau ketik"
                                    + " \"agent\" untuk berbicara dengan petugas kami."),
                    new Reply(
                            "system",
                            List.of("sistem", "system", "error", "login", "aplikasi", "website", "password"),
                            "Untuk kendala sistem, coba muat ulang halaman atau masuk kembali. Jika masih terjadi,"
                                    + " kirimkan tangkapan layar dan pesan yang muncul.")),
            "Terima kasih telah menghubungi kami. Silakan tanyakan tentang stok, pembayaran, pengiriman, promo, sistem"
                    + " atau keluhan. Ketik \"agent\" untuk berbicara dengan petugas.",
            new HandOver(
                    List.of("agent", "agen", "petugas", "operator", "manusia", "customer service", "human"),
                    "Baik, Anda kami hubungkan dengan petugas kami. Mohon tunggu sebentar."));

    private DemoBot() {}
}
