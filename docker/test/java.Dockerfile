# What Debian's debootstrap made, as a base.
FROM scratch
ADD root.tar /
LABEL io.sinestream.stand-in="true"
ENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64 LANG=C.UTF-8
