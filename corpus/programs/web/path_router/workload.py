# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from parcel_routes import MethodNotAllowed, NotFound, Router

RESOURCES = ["parcels", "depots", "drivers", "claims", "labels", "routes", "invoices"]


def build_router():
    router = Router()
    router.add("GET", "/", "home")
    for name in RESOURCES:
        router.add("GET", f"/{name}", f"{name}.list")
        router.add("POST", f"/{name}", f"{name}.create")
        router.add("GET", f"/{name}/<int:item>", f"{name}.show")
        router.add("DELETE", f"/{name}/<int:item>", f"{name}.delete")
        router.add("GET", f"/{name}/<int:item>/notes/<slug:note>", f"{name}.note")
    router.add("GET", "/parcels/latest", "parcels.latest", priority=1)
    router.add("GET", "/static/<path:asset>", "static")
    return router


def main():
    rng = random.Random(41)
    router = build_router()
    paths = ["/", "/parcels/latest", "/nowhere", "/static/css/site.css"]
    for name in RESOURCES:
        paths += [f"/{name}", f"/{name}/{rng.randrange(1, 900)}/", f"/{name}/7/notes/left-at-door-{rng.randrange(9)}"]
    digest = missing = refused = 0
    for _ in range(4200):
        path = rng.choice(paths)
        method = rng.choice(["GET", "GET", "GET", "HEAD", "POST", "DELETE"])
        try:
            endpoint, params = router.resolve(method, path)
        except MethodNotAllowed as err:
            refused += len(err.allowed)
            continue
        except NotFound:
            missing += 1
            continue
        back = router.url_for(endpoint, **params)
        digest = zlib.crc32(f"{endpoint} {back}".encode(), digest)
    print("missing", missing, "refused", refused, "digest", digest)
    print("top", sorted(router.hits.items(), key=lambda kv: (-kv[1], kv[0]))[:3])


if __name__ == "__main__":
    main()
