"""Addresses of the storefront, under `/` in Vietnamese and `/en/` in English."""

from allauth.account import views as door
from django.urls import path
from django.utils.translation import gettext_lazy as _

from shop import pages
from shop.forms import SignInForm
from shop.found import app, feeds, pictures
from shop.pages import consigning, producing

sign_in = door.LoginView.as_view(template_name="shop/sign_in.html", form_class=SignInForm)

# What search engines may list of the pages below that are one of their kind.
INDEXED = ("home", "products", "producers", "areas", "sales_points", "how_to_order")

urlpatterns = [
    path("", pages.home, name="home"),
    path(_("san-pham/"), pages.products, name="products"),
    path(_("san-pham/<slug:slug>/"), pages.product, name="product"),
    path(_("nhom/<slug:slug>/"), pages.category, name="category"),
    path(_("bo-suu-tap/<slug:slug>/"), pages.collection, name="collection"),
    path(_("trang/<slug:slug>/"), pages.text, name="text"),
    path(_("nguoi-lam/"), pages.producers, name="producers"),
    path(_("nguoi-lam/<slug:slug>/"), pages.producer, name="producer"),
    path(_("noi-lam/"), pages.areas, name="areas"),
    path(_("noi-lam/<slug:slug>/"), pages.area, name="area"),
    path(_("diem-ban/"), pages.sales_points, name="sales_points"),
    path(_("diem-ban/gan/"), pages.choose_near, name="near"),
    path(_("diem-ban/<slug:slug>/"), pages.sales_point, name="sales_point"),
    path(_("cach-dat-hang/"), pages.how_to_order, name="how_to_order"),
    path(_("moi.xml"), feeds.NewProducts(), name="new_products"),
    path(_("hang-hoa.xml"), feeds.merchant_feed, name="merchant_feed"),
    path(_("hinh/<slug:slug>.<str:digest>.png"), pictures.picture, name="picture_of_page"),
    path(_("ngoai-mang/"), app.offline, name="offline"),
    path(_("gia/"), pages.choose_channel, name="channel"),
    path(_("tai-khoan/"), pages.account, name="account"),
    path(_("chu-the/"), producing.desk, name="producer_desk"),
    path(_("chu-the/<int:producer>/thong-tin/"), producing.own_sheet, name="producer_itself"),
    path(_("chu-the/<int:producer>/san-pham/<int:product>/"), producing.product_sheet, name="producer_product"),
    path(_("chu-the/<int:producer>/them/"), producing.new_sheet, name="producer_new"),
    path(_("chu-the/<int:producer>/them/<int:draft>/"), producing.new_sheet, name="producer_new_draft"),
    path(_("chu-the/<int:producer>/ky-gui/"), consigning.consigned, name="producer_consigned"),
    path(_("chu-the/<int:producer>/ky-gui.csv"), consigning.consigned_file, name="producer_consigned_file"),
    path(_("chu-the/de-nghi/<int:draft>/"), producing.draft, name="producer_draft"),
    # allauth calls its own views by these names; what it can do beyond signing in and out has no page yet.
    path(_("dang-nhap/"), sign_in, name="account_login"),
    path(_("dang-xuat/"), door.LogoutView.as_view(template_name="shop/sign_out.html"), name="account_logout"),
    path(
        _("dang-nhap/khoa/"),
        door.AccountInactiveView.as_view(template_name="shop/inactive.html"),
        name="account_inactive",
    ),
]
