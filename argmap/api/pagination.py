from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """Pages of 100 (``?page_size=`` up to 1,000)."""

    page_size_query_param = "page_size"
    max_page_size = 1000
    invalid_page_message = "There is no such page; pages count from 1, and “next” leads to the following one."
