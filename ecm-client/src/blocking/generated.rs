//! The blocking client of a generated module.

/// Defines the module `blocking` of a generated module, from the methods of its client.
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking {
    (
        calls [$(
            $(#[$call_meta:meta])* $call:ident($call_link:literal, $request:ident) -> $response:ident;
        )*]
        uploads [$(
            $(#[$raw_meta:meta])* $raw:ident($raw_link:literal, $sent:ident) -> $received:ident;
        )*]
        streams [$(
            $(#[$stream_meta:meta])* $stream:ident($stream_link:literal, $told:ident) -> $event:ident;
        )*]
        pages [$(
            $(#[$pages_meta:meta])* $pages:ident($pages_link:literal, $listed:ident);
        )*]
        waits [$(
            $(#[$wait_meta:meta])* $wait:ident($wait_link:literal, $asked:ident);
        )*]
    ) => {
        /// A client for programs without an async runtime.
        pub mod blocking {
            /// Calls the actions and waits for the outcome. Cheap to clone; clones share connections.
            ///
            /// [`Client`](super::Client) has the same methods for programs with an async runtime, with more
            /// to read about each.
            #[derive(::core::clone::Clone, ::core::fmt::Debug)]
            pub struct Client {
                core: $crate::blocking::Client,
            }

            impl Client {
                /// A client of this service over one that knows credentials, region and timeouts.
                #[must_use]
                #[inline]
                pub fn new(core: $crate::blocking::Client) -> Self {
                    Self { core }
                }

                /// The client underneath, to send other requests or change its settings for some calls.
                #[must_use]
                #[inline]
                pub fn core(&self) -> &$crate::blocking::Client {
                    &self.core
                }

                $(
                    #[doc = ::core::concat!("Calls ", $call_link, " and waits for its outcome.")]
                    ///
                    /// # Errors
                    ///
                    /// As there.
                    $(#[$call_meta])*
                    #[inline]
                    pub fn $call(
                        &self,
                        request: &super::types::$request,
                    ) -> ::core::result::Result<
                        $crate::Response<super::types::$response>,
                        $crate::Error,
                    > {
                        self.core.send(request)
                    }
                )*

                $(
                    #[doc = ::core::concat!("Calls ", $raw_link, " and waits for its outcome.")]
                    ///
                    /// # Errors
                    ///
                    /// As there.
                    $(#[$raw_meta])*
                    #[inline]
                    pub fn $raw(
                        &self,
                        request: &super::types::$sent,
                        body: impl ::core::convert::Into<$crate::RequestBody>,
                    ) -> ::core::result::Result<
                        $crate::Response<super::types::$received>,
                        $crate::Error,
                    > {
                        self.core.send_raw(request, body)
                    }
                )*

                $(
                    #[doc = ::core::concat!(
                        "Calls ", $stream_link, " and waits for the first event; an iterator waits for the others."
                    )]
                    ///
                    /// # Errors
                    ///
                    /// As there.
                    $(#[$stream_meta])*
                    #[inline]
                    pub fn $stream(
                        &self,
                        request: &super::types::$told,
                    ) -> ::core::result::Result<
                        $crate::blocking::EventStream<super::types::$event>,
                        $crate::Error,
                    > {
                        self.core.stream(request)
                    }
                )*

                $(
                    #[doc = ::core::concat!("Walks over the pages of ", $pages_link, ", waiting for each.")]
                    ///
                    /// Nothing is sent until the first page is asked for.
                    $(#[$pages_meta])*
                    #[inline]
                    pub fn $pages(
                        &self,
                        request: super::types::$listed,
                    ) -> $crate::blocking::Paginator<super::types::$listed> {
                        self.core.pages(request)
                    }
                )*

                $(
                    #[doc = ::core::concat!("Waits as ", $wait_link, " does.")]
                    ///
                    /// Nothing is sent until [`wait`](::ecm_client::blocking::Waiter::wait) is called.
                    $(#[$wait_meta])*
                    #[allow(deprecated)]
                    #[inline]
                    pub fn $wait(
                        &self,
                        ids: impl ::core::iter::IntoIterator<
                            Item = impl ::core::convert::Into<::std::string::String>,
                        >,
                    ) -> $crate::blocking::Waiter<super::types::$asked> {
                        let client = super::Client::new(::core::clone::Clone::clone(self.core.core()));
                        $crate::blocking::Waiter::new(&self.core, client.$wait(ids))
                    }
                )*
            }

            impl ::core::convert::From<$crate::blocking::Client> for Client {
                #[inline]
                fn from(core: $crate::blocking::Client) -> Self {
                    Self { core }
                }
            }
        }
    };
}
